"""The diary: what a patient sees and feels, the answer the table gives to it, and what waits meanwhile."""
