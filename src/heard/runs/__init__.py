"""Work in the background that somebody waits for: begun once, watched, stopped, begun again."""
