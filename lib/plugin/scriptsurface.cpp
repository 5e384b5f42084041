#include <retune/plugin/scriptsurface.h>

#include <retune/plugin/settingjson.h>
#include <retune/text/tr.h>

#include <QtCore/QStringList>
#include <QtQml/QJSEngine>

namespace retune {

namespace {

constexpr int mostLines = 1000;           // of one call
constexpr qsizetype longestLine = 10'000; // characters

} // namespace

ScriptSurface::ScriptSurface(QJSEngine &engine)
    : QObject(&engine) // goes with it from thread to thread
    , m_engine(engine)
{}

void ScriptSurface::setPrelude(const QJSValue &prelude)
{
    m_freeze = prelude.property(QStringLiteral("frozen"));
    m_setFiles = prelude.property(QStringLiteral("setFiles"));
}

void ScriptSurface::begin(const Snapshot &settings, const std::function<void(const QString &)> &log)
{
    if (settings.revision() != m_settings.revision()) {
        m_settings = settings;
        noteFiles();
    }
    m_log = log;
    m_lines = 0;
}

QJSValue ScriptSurface::setting(const QString &path)
{
    const SettingsFilePtr file = m_settings.file(path);
    if (!file || file->document.isNull() || isCode(file->format->id())) {
        m_made.remove(path);
        return QJSValue();
    }
    Made &made = m_made[path];
    if (made.file != file) {
        const QJsonValue values = settingJson(file->document.root(), LargeIntegers::AsText);
        made = {file, m_freeze.call({m_engine.toScriptValue(values)})};
    }
    return made.values;
}

/// Tells the script which files there are, where that has changed.
void ScriptSurface::noteFiles()
{
    QStringList files;
    for (const SettingsFilePtr &file : m_settings.files()) {
        if (!file->document.isNull() && !isCode(file->format->id()))
            files.append(file->path);
    }
    if (files == m_files)
        return;
    m_files = files;
    m_setFiles.call({m_engine.toScriptValue(files)});
}

void ScriptSurface::log(const QString &line)
{
    if (++m_lines <= mostLines)
        m_log(line.size() <= longestLine ? line : line.first(longestLine) + u'…');
    else if (m_lines == mostLines + 1)
        m_log(Tr::tr("further lines of this call are left out"));
}

} // namespace retune
