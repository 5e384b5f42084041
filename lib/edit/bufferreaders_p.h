#pragma once

class QThreadPool;

namespace retune {

/// The threads that read the texts of buffers, for that alone: what others do in the pool of the program may wait for a disk.
QThreadPool &bufferReaders();

} // namespace retune
