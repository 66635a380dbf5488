"""Where big tables are computed: what counts are asked for, and what is said of rows at fault."""
