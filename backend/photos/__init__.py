"""Progress photos: cleaned in a process of their own, stored sealed, shown to their owner only."""
