"""The registry of networks: names past and present, status, handle rules."""
