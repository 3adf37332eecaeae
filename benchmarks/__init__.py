"""Speed and memory. Figures of shared machines are told as ratios within one run."""
