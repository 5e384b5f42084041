#include <retune/plugin/sourcecompiler.h>

#include <retune/text/tr.h>

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>
#include <QtCore/QStandardPaths>

#include <csignal>
#include <unistd.h>

namespace retune {

namespace {

using namespace std::chrono_literals;

constexpr auto timeLimit = 120s;

Problem told(const QString &file, const QString &message)
{
    return {ProblemKind::Failure, file, {}, {}, message};
}

/// The errors among what a compiler or moc prints: "./greet.cpp:3:5: error: expected …". One in a header stands at the line of the
/// source that includes it, and names its own place. Where there is none, all of it.
QList<Problem> errorsIn(const QString &output, const QString &source, const QString &file)
{
    static const QRegularExpression line(
        QStringLiteral("^(?:In file included|  +) from (?<from>[^:\n]+):(?<fromLine>\\d+)|"
                       "^(?<file>[^:\n]+):(?<line>\\d+):(?:(?<column>\\d+):)? *(?:fatal )?error: "
                       "(?<message>.*)$"),
        QRegularExpression::MultilineOption | QRegularExpression::CaseInsensitiveOption);
    const auto isSource = [&](const QString &place) { return QFileInfo(place).fileName() == source; };
    QList<Problem> errors;
    TextPosition included;
    for (auto match = line.globalMatch(output); match.hasNext();) {
        const QRegularExpressionMatch found = match.next();
        if (const QString from = found.captured(u"from"); !from.isEmpty()) {
            if (isSource(from))
                included = {found.captured(u"fromLine").toInt(), 0};
            continue;
        }
        const QString place = found.captured(u"file");
        const TextPosition position{found.captured(u"line").toInt(), found.captured(u"column").toInt()};
        const QString message = found.captured(u"message");
        if (isSource(place))
            errors.append({ProblemKind::Failure, file, position, {}, message});
        else
            errors.append({ProblemKind::Failure,
                           file,
                           included,
                           {},
                           Problem{ProblemKind::Failure, place, position, {}, message}.toString()});
    }
    if (errors.isEmpty())
        errors.append(told(file, Tr::tr("it could not be compiled: %1").arg(output.trimmed().right(500))));
    return errors;
}

/// Whatever the package says; `-MMD` notes what is included.
QStringList alwaysGiven()
{
    return {QStringLiteral("-std=c++20"),
            QStringLiteral("-O1"),
            QStringLiteral("-fPIC"),
            QStringLiteral("-shared"),
            QStringLiteral("-fno-gnu-unique"),
            QStringLiteral("-fvisibility=hidden"),
            QStringLiteral("-fno-diagnostics-color"),
            QStringLiteral("-MMD"),
            QStringLiteral("-I.")};
}

/// The files that a rule for make names behind its colon, but for those in `folder`, where the compiler works.
QStringList filesIn(const QByteArray &rule, const QString &folder)
{
    QStringList files;
    QByteArray name;
    const auto endName = [&] {
        const QString file = QDir(folder).absoluteFilePath(QFile::decodeName(name));
        if (!name.isEmpty() && QFileInfo(file).path() != folder)
            files.append(file);
        name.clear();
    };
    for (qsizetype at = rule.indexOf(": ") + 2; at < rule.size(); ++at) {
        const char next = at + 1 < rule.size() ? rule[at + 1] : '\n';
        if (rule[at] == '\\' && (next == ' ' || next == '#'))
            name += rule[++at];
        else if (rule[at] == '$' && next == '$')
            name += rule[++at];
        else if (rule[at] == ' ' || rule[at] == '\n' || (rule[at] == '\\' && next == '\n'))
            endName();
        else
            name += rule[at];
    }
    endName();
    return files;
}

bool write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QFile::WriteOnly) && file.write(bytes) == bytes.size() && file.flush();
}

} // namespace

std::optional<QString> SourceCompiler::prepare()
{
    if (m_isPrepared)
        return std::nullopt;
    if (QStandardPaths::findExecutable(m_options.compiler).isEmpty())
        return Tr::tr("sources cannot be compiled: there is no compiler %1").arg(m_options.compiler);
    const auto asked = [](const QString &question) {
        return run(QStringLiteral("pkg-config"), {question, QStringLiteral("retune-plugin")}, {}, {});
    };
    m_arguments = m_options.compilerArguments;
    m_moc = m_options.moc;
    if (m_arguments.isEmpty()) {
        const Finished flags = asked(QStringLiteral("--cflags"));
        if (!flags.isFine)
            return Tr::tr("sources cannot be compiled: pkg-config does not know retune-plugin (%1)")
                .arg(flags.output.trimmed());
        m_arguments = QProcess::splitCommand(flags.output);
    }
    if (m_moc.isEmpty())
        m_moc = asked(QStringLiteral("--variable=moc")).output.trimmed();
    m_isPrepared = true;
    return std::nullopt;
}

CompiledSource SourceCompiler::compiled(const SettingsFile &source, const QString &path,
                                        const QString &folder, const std::stop_token &stop)
{
    const QString &file = source.path;
    const QString name = QFileInfo(file).fileName();
    if (!write(folder + u'/' + name, source.document.bytes()))
        return Unexpected{
            QList<Problem>{told(file, Tr::tr("the source cannot be copied to %1").arg(folder))}};
    if (const auto errors = makeMoc(source, folder, stop))
        return Unexpected{*errors};
    const QString library = folder + QStringLiteral("/task.so");
    const QString rule = folder + QStringLiteral("/task.d");
    const QStringList arguments = m_arguments + alwaysGiven() +
                                  QStringList{QStringLiteral("-iquote"),
                                              QFileInfo(path).path(),
                                              QStringLiteral("-MF"),
                                              rule,
                                              QStringLiteral("./") + name,
                                              QStringLiteral("-o"),
                                              library};
    const Finished compiler = run(m_options.compiler, arguments, folder, stop);
    if (!compiler.isFine)
        return Unexpected{errorsIn(compiler.output, name, file)};
    QFile made(library);
    if (!made.open(QFile::ReadOnly))
        return Unexpected{QList<Problem>{told(file, Tr::tr("the compiler made no library"))}};
    QFile names(rule);
    const QByteArray included = names.open(QFile::ReadOnly) ? names.readAll() : QByteArray();
    return CompiledLibrary{made.readAll(), filesIn(included, folder)};
}

/// Lets Qt's compiler of meta-objects make what the source includes of it. Its errors.
std::optional<QList<Problem>> SourceCompiler::makeMoc(const SettingsFile &source, const QString &folder,
                                                      const std::stop_token &stop) const
{
    const QString name = QFileInfo(source.path).fileName();
    const QString mocFile = QFileInfo(name).completeBaseName() + QStringLiteral(".moc");
    if (!source.document.bytes().contains(mocFile.toUtf8()))
        return std::nullopt;
    const QStringList includes = m_arguments.filter(QRegularExpression(QStringLiteral("^-[ID].")));
    const Finished moc =
        run(m_moc, includes + QStringList{QStringLiteral("./") + name, QStringLiteral("-o"), mocFile}, folder,
            stop);
    if (moc.isFine)
        return std::nullopt;
    return errorsIn(moc.output, name, source.path);
}

SourceCompiler::Finished SourceCompiler::run(const QString &program, const QStringList &arguments,
                                             const QString &folder, const std::stop_token &stop)
{
    QProcess process;
    process.setWorkingDirectory(folder);
    process.setProcessChannelMode(QProcess::MergedChannels);
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C.UTF-8")); // what it says is read
    process.setProcessEnvironment(environment);
    process.setChildProcessModifier([] { ::setpgid(0, 0); }); // what the compiler starts is to end with it
    process.start(program, arguments, QProcess::ReadOnly);
    const auto deadline = std::chrono::steady_clock::now() + timeLimit;
    while (!process.waitForFinished(20)) {
        if (process.state() == QProcess::NotRunning)
            return {false, Tr::tr("%1 cannot be started: %2").arg(program, process.errorString())};
        if (stop.stop_requested() || std::chrono::steady_clock::now() >= deadline) {
            if (const auto group = static_cast<pid_t>(process.processId()); group > 0)
                ::kill(-group, SIGKILL);
            process.waitForFinished();
            return {false, Tr::tr("%1 took too long").arg(program)};
        }
    }
    const bool isFine = process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    return {isFine, QString::fromUtf8(process.readAll())};
}

} // namespace retune
