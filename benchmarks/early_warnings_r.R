# farringtonFlexible on each row of a matrix of monthly counts: its own scores out, and then its tails.
suppressPackageStartupMessages(library(surveillance))
args <- commandArgs(trailingOnly = TRUE)
counts <- as.matrix(read.csv(args[1], header = FALSE))
first <- as.integer(args[2])
range <- first:ncol(counts)
control <- list(
  range = range, b = 3, w = 2, noPeriods = 1, pastWeeksNotIncluded = 3, alpha = 0.05,
  thresholdMethod = "nbPlugin", glmWarnings = FALSE, limit54 = c(0, 4)
)
started <- proc.time()[["elapsed"]]
scores <- t(apply(counts, 1, function(row) {
  series <- sts(observed = matrix(row), start = c(2007, 1), frequency = 12)
  found <- tryCatch(
    suppressWarnings(farringtonFlexible(series, control)),
    error = function(error) NULL
  )
  if (is.null(found)) return(rep(NA, 2 * length(range)))
  p <- as.numeric(found@control$pvalue)
  c(as.numeric(found@control$score), -p)
}))
cat(proc.time()[["elapsed"]] - started, "\n")
write.table(scores, args[3], sep = ",", row.names = FALSE, col.names = FALSE, na = "")
