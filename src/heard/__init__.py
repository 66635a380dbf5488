"""Heard: residents are listened to, and everybody can see that they were."""
