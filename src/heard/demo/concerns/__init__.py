"""Made-up concerns of the fictional borough: 18 months of them, told up to the day of loading."""
