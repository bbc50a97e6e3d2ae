"""The letterheads and pages that outputs are poured into."""
