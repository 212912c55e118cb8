"""What doors made of pages share: layout, rendering, who visits, which language, refusals. Knows no particular page."""
