"""Pages of the register: public ones, and those on which staff keep it."""
