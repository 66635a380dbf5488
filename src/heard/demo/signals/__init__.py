"""Made-up early warnings: found by the real method, with made-up people who dealt with them."""
