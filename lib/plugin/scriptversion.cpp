#include <retune/plugin/scriptversion.h>

#include <retune/plugin/scriptprelude.h>
#include <retune/text/tr.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

namespace retune {

namespace {

constexpr int mostFrames = 20;

/// The script as a function, so that what it declares is its own, and what the host wants can be taken from it. Begins one
/// line before the script.
QString wrapped(const QByteArray &script)
{
    const QString start = QStringLiteral("(function () { \"use strict\";\n");
    const QString end = QStringLiteral("\nreturn {"
                                       "run: typeof run === 'function' ? run : undefined, "
                                       "selfTest: typeof selfTest === 'function' ? selfTest : undefined, "
                                       "takeState: typeof takeState === 'function' ? takeState : undefined, "
                                       "stateVersion: typeof stateVersion === 'number' ? stateVersion : 1"
                                       "} })");
    return start + QString::fromUtf8(script) + end;
}

/// "greet (plugins/greet.js:3)" from the engine's "greet@file:plugins/greet.js:3"; empty for what is not the script's own.
QString frameText(const QString &frame, const QString &file)
{
    const qsizetype at = frame.indexOf(u'@');
    QString place = frame.sliced(at + 1);
    if (place.startsWith(u"file:"))
        place.remove(0, 5);
    if (!place.startsWith(file))
        return {};
    const QString name = at > 0 ? frame.first(at) : QString();
    return name.isEmpty() || name.startsWith(u'%') ? place : QStringLiteral("%1 (%2)").arg(name, place);
}

QStringList stackOf(const QString &text, const QString &file)
{
    QStringList frames;
    const QStringList lines = text.split(u'\n', Qt::SkipEmptyParts);
    for (const QString &line : lines) {
        const QString frame = frameText(line, file);
        if (!frame.isEmpty())
            frames.append(frame);
    }
    if (frames.size() > mostFrames) {
        const qsizetype more = frames.size() - mostFrames;
        frames.resize(mostFrames);
        frames.append(Tr::tr("and %1 calls more").arg(more));
    }
    return frames;
}

/// Where the engine says that a text is no script: it tells only there in which column, in its first frame, "f:line:column:file".
TextPosition syntaxPosition(const QStringList &frames)
{
    const QStringList parts = frames.isEmpty() ? QStringList() : frames.first().split(u':');
    if (parts.size() < 3)
        return {};
    return {parts[1].toInt(), std::max(parts[2].toInt(), 0)};
}

QJsonValue parsed(const QString &json)
{
    // A document's root is a container; so is what comes here.
    const QJsonDocument document = QJsonDocument::fromJson(json.toUtf8());
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

} // namespace

ScriptVersion::ScriptVersion(SettingsFilePtr file, ScriptWatchdog &watchdog,
                             const CallSurroundings &surroundings)
    : CodeVersion(taskName(file->path), file)
    , m_surface(m_engine)
    , m_watch(watchdog, [this](bool isInterrupted) { m_engine.setInterrupted(isInterrupted); })
{
    QJSEngine::setObjectOwnership(&m_surface, QJSEngine::CppOwnership);
    const QJSValue surface = m_engine.newQObject(&m_surface);
    m_prelude = m_engine.evaluate(QString::fromLatin1(scriptPrelude), QStringLiteral("retune"))
                    .call({surface, m_engine.globalObject()});
    Q_ASSERT(!m_prelude.isError());
    m_surface.setPrelude(m_prelude);
    m_surface.begin(surroundings.settings, surroundings.log);
    m_call = m_prelude.property(QStringLiteral("call"));

    m_script = evaluated(wrapped(this->file().document.bytes()), this->file().path, 0);
    m_run = m_script.property(QStringLiteral("run"));
    if (!m_run.isCallable())
        throw UnfitCode(failure(Tr::tr("expected a function run, found none")));
    m_stateVersion = m_script.property(QStringLiteral("stateVersion")).toInt();

    const QJSValue selfTest = m_script.property(QStringLiteral("selfTest"));
    if (selfTest.isCallable()) {
        const TaskState atStart = leaveState();
        check(called(selfTest, {}));
        m_prelude.property(QStringLiteral("setState"))
            .call({QString::fromUtf8(QJsonDocument(atStart.values).toJson(QJsonDocument::Compact))});
    }
}

/// What the script gives after it has run from top to bottom. Throws UnfitCode.
QJSValue ScriptVersion::evaluated(const QString &program, const QString &name, int firstLine)
{
    QStringList frames;
    const QJSValue function = m_engine.evaluate(program, name, firstLine, &frames);
    if (function.isError()) {
        const TextPosition end = file().document.position(file().document.bytes().size());
        const TextPosition position = syntaxPosition(frames);
        throw UnfitCode(failure(function.toString(), position.line > end.line ? end : position));
    }
    check(called(m_prelude.property(QStringLiteral("start")), {function}));
    return m_prelude.property(QStringLiteral("parts")).call();
}

Result<QJsonValue, TaskFailure> ScriptVersion::run(const CallSurroundings &surroundings)
{
    m_surface.begin(surroundings.settings, surroundings.log);
    return called(m_run, {});
}

TaskState ScriptVersion::leaveState()
{
    QJSValue stateText = m_prelude.property(QStringLiteral("stateText"));
    m_watch.begin();
    const QJSValue result = stateText.call();
    const auto state = outcome(result, m_watch.end());
    check(state);
    return {(*state).toObject(), m_stateVersion};
}

void ScriptVersion::takeState(TaskState state)
{
    const QString values = QString::fromUtf8(QJsonDocument(state.values).toJson(QJsonDocument::Compact));
    m_prelude.property(QStringLiteral("addToState")).call({values});
    const QJSValue takeState = m_script.property(QStringLiteral("takeState"));
    if (!takeState.isCallable())
        return;
    QJSValue call = m_prelude.property(QStringLiteral("takeState"));
    m_watch.begin();
    const QJSValue result = call.call({takeState, state.version});
    check(outcome(result, m_watch.end()));
}

Result<QJsonValue, TaskFailure> ScriptVersion::called(QJSValue function, const QJSValueList &arguments)
{
    m_watch.begin();
    const QJSValue result = m_call.call(QJSValueList{std::move(function)} + arguments);
    return outcome(result, m_watch.end());
}

Result<QJsonValue, TaskFailure> ScriptVersion::outcome(const QJSValue &result, ScriptWatchdog::End end) const
{
    if (end != ScriptWatchdog::End::InTime)
        return Unexpected{interrupted(end)};
    if (result.isError()) // what the prelude could not catch
        return Unexpected{failure(result.toString())};
    if (result.hasProperty(QStringLiteral("error")))
        return Unexpected{thrown(result)};
    const QJSValue json = result.property(QStringLiteral("json"));
    if (json.isString())
        return parsed(json.toString());
    const QJSValue value = result.property(QStringLiteral("value"));
    if (value.isBool())
        return QJsonValue(value.toBool());
    if (value.isNumber())
        return QJsonValue(value.toNumber());
    if (value.isNull())
        return QJsonValue(QJsonValue::Null);
    return value.isString() ? QJsonValue(value.toString()) : QJsonValue(QJsonValue::Undefined);
}

TaskFailure ScriptVersion::interrupted(ScriptWatchdog::End end) const
{
    if (end == ScriptWatchdog::End::OutOfTime)
        return failure(Tr::tr("interrupted, because it took longer than its time limit"));
    return failure(Tr::tr("interrupted, because it took more memory than its limit"));
}

TaskFailure ScriptVersion::thrown(const QJSValue &error) const
{
    const QStringList stack = stackOf(error.property(QStringLiteral("stack")).toString(), file().path);
    TextPosition position;
    if (const int line = error.property(QStringLiteral("line")).toInt(); line > 0 && !stack.isEmpty())
        position.line = line;
    return failure(error.property(QStringLiteral("error")).toString(), position, stack);
}

void ScriptVersion::check(const Result<QJsonValue, TaskFailure> &result) const
{
    if (!result)
        throw UnfitCode(result.error());
}

} // namespace retune
