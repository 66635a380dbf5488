"""What each page of the measures shows, put together for its template, charts and downloads."""
