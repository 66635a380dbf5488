"""What residents are talking about: texts in themes that people name, check and publish."""
