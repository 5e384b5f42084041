#include <retune/plugin/scriptversion.h>

#include <retune/plugin/scriptprelude.h>
#include <retune/text/bytesize.h>
#include <retune/text/tr.h>

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QRegularExpression>
#include <QtCore/QThread>
#include <QtCore/QUrl>

#include <algorithm>

namespace retune {

namespace {

constexpr qsizetype mostFrames = 20;
/// The engine cannot be interrupted while it reads a script, and takes about 65 bytes of memory for each.
constexpr qsizetype largestScript = 2 * 1024 * 1024;

/// The script as a function, so that what it declares is its own, and what the host wants can be taken from it. Begins one
/// line before the script. Not strict, even where the script begins with "use strict", which says nothing behind a statement: in
/// strict code the engine makes a jump of `return f()`, and looks at no interruption there.
QString wrapped(const QByteArray &script)
{
    const QString start = QStringLiteral("(function () { 0;\n");
    const QString end = QStringLiteral("\nreturn {"
                                       "run: typeof run === 'undefined' ? undefined : run, "
                                       "selfTest: typeof selfTest === 'undefined' ? undefined : selfTest, "
                                       "takeState: typeof takeState === 'undefined' ? undefined : takeState, "
                                       "stateVersion: typeof stateVersion === 'undefined' ? 1 : stateVersion"
                                       "} })");
    return start + QString::fromUtf8(script) + end;
}

/// The script's own calls among the lines of the engine's "greet@file:plugins/greet.js:3", where the file is an address: "a#b.js"
/// is "a%23b.js".
QList<StackFrame> stackOf(const QString &text, const QString &file)
{
    static const QRegularExpression line(QStringLiteral("^(?<call>.*):(?<line>\\d+)$"),
                                         QRegularExpression::MultilineOption);
    const QString address = u'@' + QUrl::fromLocalFile(file).toString();
    QList<StackFrame> frames;
    for (auto match = line.globalMatch(text); match.hasNext();) {
        const QRegularExpressionMatch frame = match.next();
        const QString call = frame.captured(u"call");
        if (!call.endsWith(address))
            continue;
        const QString name = call.chopped(address.size());
        frames.append({name.startsWith(u'%') ? QString() : name, file, frame.captured(u"line").toInt()});
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

/// Whoever uses an engine has it in its thread for that time: a value of an engine that lives elsewhere would not be freed
/// before the event loop of that thread ran, so with each call something would stay. Between its uses it lives in no
/// thread, since only from there it can be taken.
class InThisThread
{
public:
    explicit InThisThread(QJSEngine &engine)
        : m_engine(engine)
    {
        m_engine.moveToThread(QThread::currentThread());
    }
    ~InThisThread() { m_engine.moveToThread(nullptr); }
    InThisThread(const InThisThread &) = delete;
    InThisThread &operator=(const InThisThread &) = delete;

private:
    QJSEngine &m_engine;
};

QString jsonText(const QJsonObject &values)
{
    return QString::fromUtf8(QJsonDocument(values).toJson(QJsonDocument::Compact));
}

} // namespace

ScriptVersion::ScriptVersion(SettingsFilePtr file, ScriptWatchdog &watchdog,
                             const CallSurroundings &surroundings)
    : CodeVersion(taskName(file->path), file)
    , m_surface(m_engine)
    , m_watch(watchdog, [this](bool isInterrupted) { m_engine.setInterrupted(isInterrupted); })
{
    surround(surroundings);
    start();
    // Every value but the members is freed by now, or it would be sent after the engine from thread to thread.
    m_engine.moveToThread(nullptr);
}

ScriptVersion::~ScriptVersion()
{
    m_engine.moveToThread(QThread::currentThread());
}

/// Gives the script its surroundings.
void ScriptVersion::surround(const CallSurroundings &surroundings)
{
    QJSEngine::setObjectOwnership(&m_surface, QJSEngine::CppOwnership);
    const QJSValue surface = m_engine.newQObject(&m_surface);
    m_prelude = m_engine.evaluate(QString::fromLatin1(scriptPrelude), QStringLiteral("retune"))
                    .call({surface, m_engine.globalObject()});
    Q_ASSERT(!m_prelude.isError());
    m_surface.setPrelude(m_prelude);
    check(begin(surroundings));
    m_call = m_prelude.property(QStringLiteral("call"));
}

/// Runs the script from top to bottom, and its test. Throws UnfitCode.
void ScriptVersion::start()
{
    const QByteArray text = file()->document.bytes();
    if (text.size() > largestScript)
        throw UnfitCode(failure(tooLarge(text.size(), largestScript).message));
    const QJSValue script = evaluated(wrapped(text));
    check(fromPrelude(QStringLiteral("start"), {script}));
    m_script = m_prelude.property(QStringLiteral("parts"));
    m_run = m_script.property(QStringLiteral("run"));
    if (!m_run.isCallable())
        throw UnfitCode(failure(Tr::tr("expected a function run, found none")));
    m_stateVersion = m_script.property(QStringLiteral("stateVersion")).toInt();

    const QJSValue selfTest = m_script.property(QStringLiteral("selfTest"));
    if (!selfTest.isCallable())
        return;
    const auto atStart = stateNow();
    if (!atStart)
        throw UnfitCode(atStart.error());
    check(called(selfTest));
    check(fromPrelude(QStringLiteral("setState"), {jsonText(atStart->values)}));
}

/// The function that a program is. Throws UnfitCode.
QJSValue ScriptVersion::evaluated(const QString &program)
{
    QJSValue function;
    QStringList frames;
    QString error;
    check(watched([&] {
        function = m_engine.evaluate(program, file()->path, 0, &frames);
        if (function.isError())
            error = function.toString();
        return QJSValue();
    }));
    if (!function.isError())
        return function;
    const TextPosition end = file()->document.position(file()->document.bytes().size());
    const TextPosition position = syntaxPosition(frames);
    throw UnfitCode(failure(error, position.line > end.line ? end : position));
}

Result<QJsonValue, TaskFailure> ScriptVersion::run(const CallSurroundings &surroundings)
{
    const InThisThread here(m_engine);
    if (const auto begun = begin(surroundings); !begun)
        return begun;
    return called(m_run);
}

Result<TaskState, TaskFailure> ScriptVersion::leaveState()
{
    const InThisThread here(m_engine);
    return stateNow();
}

Result<TaskState, TaskFailure> ScriptVersion::stateNow()
{
    const auto state = fromPrelude(QStringLiteral("leaveState"), {});
    if (!state)
        return Unexpected{state.error()};
    if (!state->isObject())
        return Unexpected{failure(Tr::tr("expected a state that is an object, found another"))};
    return TaskState{state->toObject(), m_stateVersion};
}

void ScriptVersion::takeState(TaskState state)
{
    const InThisThread here(m_engine);
    check(fromPrelude(QStringLiteral("addToState"), {jsonText(state.values)}));
    const QJSValue takeState = m_script.property(QStringLiteral("takeState"));
    if (takeState.isCallable())
        check(fromPrelude(QStringLiteral("takeState"), {takeState, state.version}));
}

/// Everything in which code of the script may run comes here, and to tell what came of it may run some too.
template<typename Function>
Result<QJsonValue, TaskFailure> ScriptVersion::watched(Function &&function)
{
    m_watch.begin();
    Result<QJsonValue, TaskFailure> result = outcome(function());
    const ScriptWatchdog::End end = m_watch.end();
    if (end != ScriptWatchdog::End::InTime)
        return Unexpected{interrupted(end)};
    return result;
}

/// Tells the script what it sees in the next call, which runs code in its engine where files have come or gone.
Result<QJsonValue, TaskFailure> ScriptVersion::begin(const CallSurroundings &surroundings)
{
    return watched([&] {
        m_surface.begin(surroundings.settings, surroundings.log);
        return QJSValue();
    });
}

Result<QJsonValue, TaskFailure> ScriptVersion::called(const QJSValue &function)
{
    return watched([&] { return m_call.call({function}); });
}

Result<QJsonValue, TaskFailure> ScriptVersion::fromPrelude(const QString &function,
                                                           const QJSValueList &arguments)
{
    QJSValue called = m_prelude.property(function);
    return watched([&] { return called.call(arguments); });
}

/// What the prelude tells of a call.
Result<QJsonValue, TaskFailure> ScriptVersion::outcome(const QJSValue &result) const
{
    if (result.isError()) // what it could not catch
        return Unexpected{failure(result.toString())};
    if (result.hasOwnProperty(QStringLiteral("error")))
        return Unexpected{thrown(result)};
    if (result.hasOwnProperty(QStringLiteral("json")))
        return parsed(result.property(QStringLiteral("json")).toString());
    const QJSValue value = result.property(QStringLiteral("value"));
    if (value.isBool())
        return QJsonValue(value.toBool());
    if (value.isNumber())
        return QJsonValue(value.toNumber());
    if (value.isNull())
        return QJsonValue(QJsonValue::Null);
    return value.isString() ? QJsonValue(value.toString()) : QJsonValue(QJsonValue::Undefined);
}

Result<QJsonValue, TaskFailure> ScriptVersion::parsed(const QString &json) const
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json.toUtf8(), &error);
    if (document.isNull())
        return Unexpected{
            failure(Tr::tr("expected a value that JSON can hold: %1").arg(error.errorString()))};
    return document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
}

TaskFailure ScriptVersion::interrupted(ScriptWatchdog::End end) const
{
    if (end == ScriptWatchdog::End::OutOfTime)
        return failure(Tr::tr("interrupted, because it took longer than its time limit"));
    return failure(Tr::tr("interrupted, because it took more memory than its limit"));
}

TaskFailure ScriptVersion::thrown(const QJSValue &error) const
{
    const QList<StackFrame> stack = stackOf(error.property(QStringLiteral("stack")).toString(), file()->path);
    TextPosition position;
    if (const int line = error.property(QStringLiteral("line")).toInt(); line > 0 && !stack.isEmpty())
        position.line = line;
    TaskFailure thrown = failure(error.property(QStringLiteral("error")).toString(), position);
    thrown.stack = stack.first(std::min(stack.size(), mostFrames));
    thrown.moreFrames = stack.size() - thrown.stack.size();
    return thrown;
}

void ScriptVersion::check(const Result<QJsonValue, TaskFailure> &result) const
{
    if (!result)
        throw UnfitCode(result.error());
}

} // namespace retune
