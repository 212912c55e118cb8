"""A city's day, replayed: people arrive, return, call and ask, clerks decide, and nothing may be lost.

`scenario` says who comes when, `population` who they are, `adapters` how a system is spoken to, `day` lets it happen,
`checks` looks for what was lost or doubled, `report` shows it. Run with `sportello bench city-day`.
"""
