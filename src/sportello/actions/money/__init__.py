"""Money owed to the city, by bill. `books` writes the ledger and nothing else does."""
