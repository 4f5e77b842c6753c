"""The clinical rules, pure: what is due when, by the protocol, for one course."""
