"""Mail on its way, looked after by staff: what did not arrive, why, and once more."""
