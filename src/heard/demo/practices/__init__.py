"""Made-up good practice: who did what, who took it up, and what came of it."""
