#pragma once

#include <retune/store/snapshot.h>

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtQml/QJSValue>

#include <functional>

class QJSEngine;

namespace retune {

/// What a script can reach outside of its engine: the settings, read-only, and the log. The script sees the functions of
/// the prelude that use this object, not the object.
class ScriptSurface : public QObject
{
    Q_OBJECT

public:
    explicit ScriptSurface(QJSEngine &engine);

    /// What the prelude offers: `frozen` and `setFiles`.
    void setPrelude(const QJSValue &prelude);
    /// The settings and the log of the calls from now on.
    void begin(const Snapshot &settings, const std::function<void(const QString &)> &log);

    /// All values of a file, as an object that cannot be changed; undefined where there is none.
    Q_INVOKABLE QJSValue setting(const QString &file);
    Q_INVOKABLE void log(const QString &line);

private:
    void noteFiles();

    /// What was made of a file, good for as long as the file is the same.
    struct Made
    {
        SettingsFilePtr file;
        QJSValue values;
    };

    QJSEngine &m_engine;
    QJSValue m_freeze;
    QJSValue m_setFiles;
    QStringList m_files;
    Snapshot m_settings;
    QHash<QString, Made> m_made;
    std::function<void(const QString &)> m_log;
    int m_lines = 0; ///< of this call
};

} // namespace retune
