"""Trades: what people do, by the words they use for it, and the words each trade has for what every policy speaks of."""
