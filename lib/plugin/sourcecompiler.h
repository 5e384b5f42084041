#pragma once

#include <retune/plugin/pluginhost.h>

#include <QtCore/QByteArray>
#include <QtCore/QProcess>

#include <stop_token>

namespace retune {

/// What a compiler made of a source.
struct CompiledLibrary
{
    QByteArray bytes;
    QStringList included; ///< the files that it read beside the source and those of the system
};

/// A library, or the errors.
using CompiledSource = Result<CompiledLibrary, QList<Problem>>;

/// Makes native tasks of C++ sources with the system's compiler. For one thread.
class SourceCompiler
{
public:
    explicit SourceCompiler(const PluginOptions &options)
        : m_options(options)
    {}

    /// Finds out how to compile, once it is possible. Why it is not, where it is not.
    std::optional<QString> prepare();
    /// Compiles what was published, not what the file holds by now, in `folder`, which has to be empty for it; `prepare`
    /// has to have gone well. `path` is where the source stands: its includes are looked for there. Problems have the
    /// file's name as the store has it, with line and column where the compiler told them.
    CompiledSource compiled(const SettingsFile &source, const QString &path, const QString &folder,
                            const std::stop_token &stop);

private:
    struct Finished
    {
        bool isFine = false;
        QString output; ///< what it printed, errors included
    };

    std::optional<QList<Problem>> makeMoc(const SettingsFile &source, const QString &folder,
                                          const std::stop_token &stop) const;
    static Finished run(const QString &program, const QStringList &arguments, const QString &folder,
                        const std::stop_token &stop);

    const PluginOptions m_options;
    bool m_isPrepared = false;
    QStringList m_arguments;
    QString m_moc;
};

} // namespace retune
