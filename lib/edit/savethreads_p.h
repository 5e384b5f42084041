#pragma once

class QThreadPool;

namespace retune {

/// The threads that write, merge and look at the files of workspaces, for that alone: what others do in the pool of the program may
/// wait for the thread that waits for a save.
QThreadPool &saveThreads();

} // namespace retune
