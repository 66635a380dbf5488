"""What leaves Heard: one declared table in, every format that people ask for out."""
