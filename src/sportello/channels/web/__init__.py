"""The resident's door on the web: pages that work without scripts. They translate, and decide nothing."""

CHANNEL = "web"
