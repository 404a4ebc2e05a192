"""A machine in a room in front of a microphone: from a run to a 16-bit .wav file."""

import wave
from pathlib import Path

import numpy as np

from machines import RATE, SAMPLES, Machine, Run, Tone, smooth, turns, wander

LOUDNESS_IN_DBFS = (-36.0, -20.0)
"""Every clip is brought to a loudness drawn from here, so that its level tells nothing about the machine's health."""

ROOM_LEVEL = (0.10, 0.22)
"""The room's noise beside a healthy machine of RMS 1."""


def record(machine: Machine, seed: int, anomaly=None) -> np.ndarray:
    """One clip, int16 [SAMPLES]. Machine, seed and anomaly decide every sample.

    :param anomaly: one of ``anomalies.ANOMALIES``, or None for a healthy machine
    """
    run_random, room_random, anomaly_random = (np.random.default_rng([aspect, seed]) for aspect in (2, 3, 4))
    run = Run.of(machine, run_random)
    if anomaly is not None:
        run = anomaly(machine, run, anomaly_random)
    sound = _through_housing(machine, _vibration(machine, run) + run.knocks) + _flow(machine, run, room_random) + run.squeal + _room(room_random)
    loudness = 10 ** (room_random.uniform(*LOUDNESS_IN_DBFS) / 20)
    return np.clip(np.rint(32_768 * loudness / sound.std() * sound), -32_768, 32_767).astype(np.int16)


def write_wav(path: Path, samples: np.ndarray) -> None:
    """Writes int16 samples as a mono file."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(samples.astype("<i2").tobytes())


def _vibration(machine: Machine, run: Run) -> np.ndarray:
    """What shakes the housing: both shafts, and the hum of the motor at twice the 50 Hz of the mains."""
    hum = machine.hum * run.hum_gain * np.sin(2 * np.pi * 100 * np.arange(SAMPLES) / RATE)
    return 0.8 * (_tones(machine.motor, run.motor_speed) * (0.8 + 0.4 * run.load) + _tones(machine.fan, run.fan_speed) + hum)


def _tones(tones: tuple[Tone, ...], speed: np.ndarray) -> np.ndarray:
    angle = 2 * np.pi * turns(speed)
    return sum(tone.amplitude * np.sin(tone.order * angle + tone.phase) for tone in tones)


def _flow(machine: Machine, run: Run, random: np.random.Generator) -> np.ndarray:
    """The air: noise that falls by 4 dB an octave above 200 Hz and swells as blades pass."""
    swell = 1 + 0.3 * np.sin(2 * np.pi * 7 * turns(run.fan_speed))
    level = machine.flow * (run.fan_speed / run.fan_speed.max()) ** 2
    return level * swell * _noise(random, lambda hertz: (1 + (hertz / 200) ** 2) ** -0.33)


def _room(random: np.random.Generator) -> np.ndarray:
    """The hall around: a steady murmur that wanders in level, and now and then something far away for a second or two."""
    murmur = (1 + 0.15 * wander(random, 0.5)) * _noise(random, lambda hertz: 1 / (1 + hertz / 60))
    events = np.zeros(SAMPLES)
    for _ in range(random.poisson(1)):
        centre, width = random.uniform(300, 3000), random.uniform(0.2, 0.6)
        begin, length = random.integers(SAMPLES), int(RATE * random.uniform(0.5, 2))
        spell = smooth(((np.arange(SAMPLES) >= begin) & (np.arange(SAMPLES) < begin + length)).astype(float), 0.2)
        events += random.uniform(0.3, 1.5) * spell * _noise(random, lambda hertz: np.exp(-((np.log((hertz + 1) / centre) / width) ** 2)))
    return random.uniform(*ROOM_LEVEL) * (murmur + events)


def _noise(random: np.random.Generator, spectrum) -> np.ndarray:
    """Gaussian noise of RMS 1 whose amplitude follows a function of the frequency in Hz."""
    shaped = np.fft.rfft(random.normal(size=SAMPLES)) * spectrum(np.fft.rfftfreq(SAMPLES, 1 / RATE))
    noise = np.fft.irfft(shaped, SAMPLES)
    return noise / noise.std()


def _through_housing(machine: Machine, force: np.ndarray) -> np.ndarray:
    """The force as it is heard: directly, and through each resonance."""
    hertz = np.fft.rfftfreq(SAMPLES, 1 / RATE)
    answer = np.full(len(hertz), 0.7 + 0j)
    for centre, quality, gain in machine.resonances:
        answer += gain / (1 - (hertz / centre) ** 2 + 1j * hertz / (quality * centre)) * (hertz / centre)
    return np.fft.irfft(np.fft.rfft(force) * answer, SAMPLES)
