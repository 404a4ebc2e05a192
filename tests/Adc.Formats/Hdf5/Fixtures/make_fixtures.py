"""Writes the HDF5 files beside this script, as h5py stores them. Needs python3-h5py; the tests need only the files."""
import os
import h5py
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))


def file(name, **options):
    return h5py.File(os.path.join(HERE, name), "w", **options)


def everything(f):
    """The same content in the oldest and in the newest style."""
    f.attrs["text"] = "some text"
    f.attrs["names"] = np.array([b"one", b"three"])
    f.create_group("group").create_dataset("plain", data=np.arange(12, dtype="f4").reshape(3, 4))
    halves = (np.arange(7 * 5 * 3, dtype="f4") / 2).reshape(7, 5, 3)
    chunks = f.create_group("chunks")
    chunks.create_dataset("plain", data=halves, chunks=(3, 2, 3))
    chunks.create_dataset("shuffled", data=halves, chunks=(4, 5, 2), compression="gzip", shuffle=True)
    chunks.create_dataset("single", data=halves, chunks=(7, 5, 3), compression="gzip")
    f.create_dataset("row", data=np.arange(100, dtype="i8"))


for name, options in (("earliest.h5", {}), ("latest.h5", {"libver": "latest"})):
    with file(name, **options) as f:
        everything(f)

LATEST = {"libver": "latest"}
ROW = np.arange(10, dtype="f4")
with file("implicit.h5", **LATEST) as f:  # space allocated early: no index at all
    space, plist = h5py.h5s.create_simple((10,)), h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    plist.set_chunk((3,))
    plist.set_alloc_time(h5py.h5d.ALLOC_TIME_EARLY)
    h5py.Dataset(h5py.h5d.create(f.id, b"x", h5py.h5t.IEEE_F32LE, space, plist))[...] = ROW
with file("resizable.h5") as f:
    f.create_dataset("x", data=ROW, chunks=(3,), maxshape=(None,))
with file("many_members.h5", **LATEST) as f:
    for i in range(20):
        f.create_dataset(str(i), data=np.float32(i))
with file("many_attributes.h5", **LATEST) as f:
    for i in range(20):
        f.attrs[str(i)] = i
with file("extensible.h5", **LATEST) as f:
    f.create_dataset("x", data=ROW, chunks=(3,), maxshape=(None,))
with file("growing.h5", **LATEST) as f:
    f.create_dataset("x", data=ROW.reshape(5, 2), chunks=(3, 1), maxshape=(None, None))
with file("paged.h5", **LATEST) as f:
    f.create_dataset("x", data=np.arange(1100) % 100, dtype="i1", chunks=(1,))
with file("fletcher.h5") as f:
    f.create_dataset("x", data=ROW, chunks=(3,), fletcher32=True)
with file("lzf.h5") as f:
    f.create_dataset("x", data=ROW, chunks=(3,), compression="lzf")
with file("hole.h5") as f:
    f.create_dataset("x", shape=(10,), dtype="f4", chunks=(3,))[0:3] = 1
