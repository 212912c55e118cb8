"""A primary database that is killed under load: another takes over, and nothing that was accepted is lost.

`python -m bench.ha [--json]` runs it. `cluster` is two PostgreSQL under Patroni, with etcd, behind haproxy.
All listen on loopback. The city and its applicants are those of `bench.chaos`.
"""
