"""Faults, each struck at a city that is open and under load: is everything accepted stored, once, and worked on?

Run with `python -m bench.chaos [--only NAME] [--json]`. `faults` strikes, `applicants` apply meanwhile and try again as
real ones do, `stage` is the city with its processes, `counting` compares what was answered with what is stored.
"""
