#pragma once

#include <retune/edit/savetarget.h>

namespace retune {

/// A new file beside a target, with a name that no scanner takes for settings (`.NAME.XXXXXX.tmp`). Removed at the end
/// of its life, unless its name has been given to something else.
class TemporaryFile
{
public:
    enum class Naming : quint8 {
        WhenFilled, ///< at `takeName`, where the system can: what a killed program has not named is gone with it
        AtOnce
    };

    /// Makes it. Fails with the error of the system.
    static Result<TemporaryFile, SystemError> create(const SaveTarget &target, mode_t mode, Naming naming);

    TemporaryFile(TemporaryFile &&other) noexcept;
    TemporaryFile &operator=(TemporaryFile &&) = delete;
    ~TemporaryFile();

    const PosixFile &file() const { return m_file; }
    /// Gives it its name, if it has none yet. The error of the system, or 0.
    SystemError takeName();
    /// Empty where it has none yet.
    const QByteArray &name() const { return m_name; }
    /// Leaves whatever has the name from now on alone.
    void letGo() { m_removes = false; }

private:
    TemporaryFile(const SaveTarget &target, QByteArray name, PosixFile file);

    int m_folder;
    QByteArray m_targetName;
    QByteArray m_name;
    PosixFile m_file;
    bool m_removes = true;
};

/// `prefix` + the name + `.XXXXXX` + `suffix`, the X at random; a name too long for that is cut, never inside a
/// UTF-8 sequence.
QByteArray nameBeside(const QByteArray &prefix, QByteArray name, const QByteArray &suffix);

} // namespace retune
