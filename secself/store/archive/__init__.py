"""The archive: an append-only history in SQLite or PostgreSQL, in which nothing is ever changed.

`place` finds the archive that is named; `ledger` reads and appends, one transaction at a time;
`sql` holds every statement and the numbered migrations, `sqlite` and `postgres` what differs
between the two; `faults` says what can go wrong. Above them `recording` takes in what was sent,
`finding` gives it back, `checking` walks the chain and `moving` carries an archive elsewhere.
"""
