"""The conversation carried by a terminal: the seed of chat and voice."""

CHANNEL = "talk"
