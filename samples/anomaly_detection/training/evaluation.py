"""How well scores tell sick clips from healthy ones."""

import numpy as np


def window_scores(rows: np.ndarray, reproduced: np.ndarray) -> np.ndarray:
    """Mean squared difference of each row, in dB^2."""
    return np.mean((rows.astype(np.float64) - reproduced) ** 2, axis=1)


def clip_scores(windows: np.ndarray, windows_per_clip: int) -> np.ndarray:
    """Mean over the windows of each clip."""
    return windows.reshape(-1, windows_per_clip).mean(axis=1)


def auc(scores: np.ndarray, labels: np.ndarray) -> float:
    """Area under the ROC curve: the share of pairs of a sick (1) and a healthy (0) clip in which the sick one scores higher."""
    sick, healthy = scores[labels == 1][:, None], scores[labels == 0][None, :]
    return float(np.mean((sick > healthy) + 0.5 * (sick == healthy)))
