"""The autoencoder of MLPerf Tiny's anomaly detection, and how it is trained."""

import numpy as np
import torch

WIDTHS = (640, 128, 128, 128, 128, 8, 128, 128, 128, 128, 640)
"""Features in, units of each dense layer; all but the last are followed by batch normalization and ReLU."""

EPSILON = 0.001
"""Added to variances by the batch normalizations; what Keras takes."""

EPOCHS = 60
ROWS_PER_STEP = 512
LEARNING_RATE = 2e-3


def untrained(rows: np.ndarray) -> torch.nn.Sequential:
    """The network with random weights; its output starts at the mean of the rows, tens of decibels below zero.

    :param rows: float32 [rows, 640]
    """
    layers: list[torch.nn.Module] = []
    for inputs, outputs in zip(WIDTHS, WIDTHS[1:]):
        dense = torch.nn.Linear(inputs, outputs)
        torch.nn.init.xavier_uniform_(dense.weight)
        torch.nn.init.zeros_(dense.bias)
        layers += [dense, torch.nn.BatchNorm1d(outputs, EPSILON), torch.nn.ReLU()]
    del layers[-2:]
    with torch.no_grad():
        layers[-1].bias.copy_(torch.from_numpy(rows.mean(0)))
    return torch.nn.Sequential(*layers)


def train(rows: np.ndarray, seed: int) -> torch.nn.Sequential:
    """Teaches a network to reproduce rows of healthy machines; the same rows and seed give the same weights.

    :param rows: float32 [rows, 640], in decibels
    """
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True)
    network, data = untrained(rows), torch.from_numpy(rows)
    optimizer = torch.optim.Adam(network.parameters(), LEARNING_RATE)
    steps = len(rows) // ROWS_PER_STEP
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, LEARNING_RATE, EPOCHS * steps)
    network.train()
    for epoch in range(1, EPOCHS + 1):
        total = 0.0
        for batch in torch.randperm(len(rows)).split(ROWS_PER_STEP)[:steps]:
            optimizer.zero_grad()
            loss = torch.nn.functional.mse_loss(network(data[batch]), data[batch])
            loss.backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        if epoch % 10 == 0:
            print(f"  epoch {epoch} of {EPOCHS}: mean squared error {total / steps:.2f} dB^2")
    return network.eval()


def reproduced(network: torch.nn.Sequential, rows: np.ndarray) -> np.ndarray:
    """What the trained network makes of rows, float32 [rows, 640]."""
    with torch.no_grad():
        return network(torch.from_numpy(rows)).numpy()
