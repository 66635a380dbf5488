"""Made-up studies of themes: of concerns, named and published; of a survey, being checked."""
