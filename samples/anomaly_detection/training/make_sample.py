#!/usr/bin/python3
"""Makes the sample from nothing: sounds, features, the trained network, its int8 form, test data, expected numbers.

Needs Debian's python3-torch and python3-h5py. Everything follows from the seeds below.
"""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import numpy as np

import autoencoder
import evaluation
import keras_file
from anomalies import ANOMALIES
from machines import Machine
from recording import record, write_wav

SAMPLE = Path(__file__).resolve().parent.parent
ADC = SAMPLE.parent.parent / "adc"
WORK = SAMPLE / "work"
DATA = SAMPLE / "data"
MODEL = SAMPLE / "ad_sample.h5"
INT8_MODEL = SAMPLE / "ad_sample_int8.tflite"
CONFIGURATION = ADC.parent / "compiler_sample_ad_input.yaml"

WINDOWS_PER_CLIP = 196
"""Rows of 5 consecutive frames that the front end makes of a clip."""

TRAINING_MACHINES = range(1, 25)
TRAINING_CLIPS = 6
"""Of each machine, all healthy."""

TEST_MACHINES = range(501, 507)
TEST_HEALTHY_CLIPS = 4
"""Of each machine, beside one clip of each anomaly."""

TEST_WINDOWS_PER_CLIP = 12
CALIBRATION_ROWS = 500
GOLDEN_ROWS = 8
TRAINING_SEED = 1


@dataclass(frozen=True)
class Clip:
    """One recording to be made."""

    machine: int
    seed: int
    anomaly: Callable | None = None


def main() -> None:
    training = [Clip(machine, 1000 + 10 * machine + i) for machine in TRAINING_MACHINES for i in range(TRAINING_CLIPS)]
    kinds = [None] * TEST_HEALTHY_CLIPS + list(ANOMALIES)
    test = [Clip(machine, 1000 + 10 * machine + i, kind) for machine in TEST_MACHINES for i, kind in enumerate(kinds)]
    DATA.mkdir(exist_ok=True)

    # Neighbouring windows share four of their five frames: every other one is enough to learn from.
    rows = features(training, "train")[:, ::2].reshape(-1, autoencoder.WIDTHS[0])
    np.save(DATA / "x_train.npy", rows[evenly(len(rows), CALIBRATION_ROWS)])
    x_test = features(test, "test")[:, evenly(WINDOWS_PER_CLIP, TEST_WINDOWS_PER_CLIP)].reshape(-1, autoencoder.WIDTHS[0])
    np.save(DATA / "x_test_ad.npy", x_test)
    np.save(DATA / "y_test_ad.npy", np.array([clip.anomaly is not None for clip in test], np.uint8))

    print(f"training on {len(rows)} rows")
    network = autoencoder.train(np.ascontiguousarray(rows), TRAINING_SEED)
    keras_file.write(MODEL, network, "ad_sample")
    reproduced = autoencoder.reproduced(network, x_test)
    np.save(DATA / "golden_output.npy", reproduced[:: len(x_test) // GOLDEN_ROWS])

    adc("quantize", MODEL, "--train-data", DATA / "x_train.npy", "--output", INT8_MODEL)
    adc("compile", CONFIGURATION, "--out", WORK / "outputs")
    report = json.loads((WORK / "outputs" / "tinyml_ad" / "report.json").read_text())
    expected = {
        "auc": {name: round(column["auc"], 4) for name, column in report["metrics"]["columns"].items()},
        **figures_of_float_model(test, x_test, reproduced),
    }
    (SAMPLE / "expected.json").write_text(json.dumps(expected, indent=2) + "\n")
    print(json.dumps(expected, indent=2))


def features(clips: list[Clip], name: str) -> np.ndarray:
    """Records clips and has adc compute their rows, float32 [clips, 196, 640]."""
    folder = WORK / name
    folder.mkdir(parents=True, exist_ok=True)
    print(f"recording {len(clips)} clips in {folder}")
    files = [folder / f"machine{clip.machine:03}_clip{clip.seed}_{clip.anomaly.__name__ if clip.anomaly else 'healthy'}.wav" for clip in clips]
    for clip, file in zip(clips, files):
        write_wav(file, record(Machine.of(clip.machine), clip.seed, clip.anomaly))
    rows = WORK / f"{name}.npy"
    adc("features", *files, "--output", rows)
    return np.load(rows).reshape(len(clips), WINDOWS_PER_CLIP, -1)


def adc(*arguments) -> None:
    subprocess.run([ADC, *arguments], check=True)


def evenly(count: int, wanted: int) -> np.ndarray:
    """``wanted`` indices below ``count``, evenly spaced from the first to the last."""
    return np.linspace(0, count - 1, wanted).round().astype(int)


def figures_of_float_model(clips: list[Clip], rows: np.ndarray, reproduced: np.ndarray) -> dict:
    """What the float network reaches for each anomaly, and what the mean energy alone would."""

    def clip_auc(windows: np.ndarray, kinds=ANOMALIES) -> float:
        scores = evaluation.clip_scores(windows, TEST_WINDOWS_PER_CLIP)
        used = [i for i, clip in enumerate(clips) if clip.anomaly is None or clip.anomaly in kinds]
        return round(evaluation.auc(scores[used], np.array([clips[i].anomaly is not None for i in used])), 4)

    windows = evaluation.window_scores(rows, reproduced)
    return {
        "float_auc_by_anomaly": {kind.__name__: clip_auc(windows, (kind,)) for kind in ANOMALIES},
        "frame_energy_auc": {"of_decibels": clip_auc(rows.mean(axis=1)), "of_power": clip_auc(np.mean(10 ** (rows / 10), axis=1))},
    }


if __name__ == "__main__":
    main()
