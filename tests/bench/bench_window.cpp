// The window with very many files and with long ones: how long it does not answer while it is used, as a heartbeat in its
// thread tells, and when the tree shows what was typed.

#include "benchoptions.h"
#include "generatedfile.h"
#include "numberedfile.h"
#include "processfacts.h"
#include "windowbench.h"

#include "changes/diffcanvas.h"
#include "changes/diffview.h"
#include "editor/textview.h"
#include "layers/explainpopup.h"
#include "rawfile.h"
#include "style/theme.h"
#include "thread/paintingthreads.h"
#include "tree/settingsmodel.h"
#include "tree/settingsview.h"
#include "window/valueexplainer.h"

#include <retune/edit/workspace.h>
#include <retune/format/edit.h>
#include <retune/format/format.h>
#include <retune/history/reloadhistory.h>

#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>

#include <algorithm>
#include <thread>

using namespace Qt::Literals::StringLiterals;
using namespace retune;

namespace {

constexpr int folders = 100;
const QString lonelyFile = u"lonely.toml"_s; ///< whose key no other file has

void rewrite(const NumberedFolder &folder, int number)
{
    const QByteArray text = numberedText(number);
    for (int index = 0; index < folder.files; ++index)
        test::writeInPlace(folder.absoluteFile(index), text);
}

/// Every file is looked into for the key, because no other one has it.
void measureExplaining(WindowBench &bench)
{
    auto *explainer = bench.window().findChild<ValueExplainer *>();
    bench.tree().setCurrentIndex(bench.model().nodeIndex(lonelyFile, {u"alone"_s}));
    bench.measure(
        u"explain a value"_s, [&] { explainer->explain(); },
        [&] {
            const QList<QLabel *> texts =
                bench.window().findChild<ExplainPopup *>()->findChildren<QLabel *>();
            return std::none_of(texts.begin(), texts.end(), [](const QLabel *text) {
                return text->text() == ExplainPopup::tr("Looking it up…");
            });
        });
    explainer->close();
}

void measureManyFiles(WindowBench &bench, const NumberedFolder &folder)
{
    const auto isFiltered = [&bench, filtered = std::make_shared<int>(0)] {
        if (*filtered == 0)
            QObject::connect(&bench.model(), &SettingsModel::filtered, &bench.model(),
                             [filtered] { ++*filtered; });
        *filtered = std::max(*filtered, 1);
        return *filtered;
    };
    bool isOpen = false;
    const QObject scope;
    QObject::connect(&bench.window(), &MainWindow::folderOpened, &scope, [&] { isOpen = true; });
    bench.measure(
        u"open a folder of %1 files"_s.arg(folder.files), [&] { bench.window().openFolder(folder.path); },
        [&] { return isOpen; });

    const QString words = u"port 80"_s;
    const int before = isFiltered();
    bench.measureSteps(
        u"filter by typing"_s, int(words.size()),
        [&](int step) { bench.filter().insert(words.mid(step, 1)); },
        [&] { return isFiltered() > before && bench.model().filter().words.size() == 2; });
    const int during = isFiltered();
    bench.measure(
        u"clear the filter"_s, [&] { bench.filter().clear(); }, [&] { return isFiltered() > during; });
    bench.tree().expandAll(); // not measured: a user opens the rows of one file at a time
    QCoreApplication::processEvents();
    bench.measure(
        u"scroll to the end and back"_s,
        [&] {
            bench.tree().scrollToBottom();
            bench.tree().viewport()->repaint();
            bench.tree().scrollToTop();
        },
        [] { return true; });

    const auto lastNumber = [&](int number) {
        const Result<Value> value =
            bench.window().store()->snapshot().value(folder.file(folder.files - 1), *KeyPath::parse(u"last"));
        return value && value->text == QString::number(number);
    };
    std::jthread writer;
    bench.measure(
        u"%1 files written anew, all open in the tree"_s.arg(folder.files),
        [&] { writer = std::jthread([&] { rewrite(folder, 2); }); }, [&] { return lastNumber(2); });
    writer = {};
    bench.tree().collapseAll();
    bench.measure(
        u"%1 files written anew, all closed in the tree"_s.arg(folder.files),
        [&] { writer = std::jthread([&] { rewrite(folder, 3); }); }, [&] { return lastNumber(3); });
    writer = {};
    measureExplaining(bench);
    bench.measureSteps(
        u"show another file, 30 times"_s, 30,
        [&](int step) {
            bench.tree().setCurrentIndex(bench.model().fileIndex(folder.file((step * 331) % folder.files)));
        },
        [] { return true; });
    bench.add(u"memory of the process"_s, {}, u"%1 MB"_s.arg(number(processFacts().residentMegabytes, 0)));
}

/// The first value of a generated file that names a host.
QModelIndex firstHost(const SettingsModel &model, const QModelIndex &above)
{
    for (int row = 0; row < model.rowCount(above); ++row) {
        const QModelIndex index = model.index(row, SettingsModel::NameColumn, above);
        const QModelIndex value = index.siblingAtColumn(SettingsModel::ValueColumn);
        if (value.data(Qt::EditRole).toString().contains(u"host-"))
            return value;
        if (const QModelIndex below = firstHost(model, index); below.isValid())
            return below;
    }
    return {};
}

void measureValueEdit(WindowBench &bench, const QString &path)
{
    const QPersistentModelIndex host = firstHost(bench.model(), bench.model().fileIndex(path));
    bench.expect(host.isValid());
    if (!host.isValid())
        return;
    const QString text = host.data(Qt::EditRole).toString() + u'x';
    bench.measure(
        u"set a value of %1 in the tree"_s.arg(path),
        [&] { bench.model().setData(host, text, Qt::EditRole); },
        [&] {
            const Buffer *buffer = bench.window().workspace()->openBuffer(path);
            return host.data(Qt::EditRole).toString() == text && buffer && !buffer->isEditing() &&
                   bench.model().node(host).value().text == text;
        });
}

/// No name stands for this format, so a folder has no such file; what the window does with a buffer is the same.
void measureBuffer(WindowBench &bench, const QString &formatName, int kilobytes)
{
    const auto text = generatedFile(formatName, kilobytes * 1000);
    const auto format = std::find_if(formats().begin(), formats().end(), [&](const Format *candidate) {
        return candidate->shortName() == formatName;
    });
    if (!text || format == formats().end())
        return;
    Buffer buffer(u"long"_s, **format, *text);
    const auto measure = [&](const QString &what, const std::function<void()> &begin) {
        bench.measure(u"%1 in a buffer of %2"_s.arg(what, (*format)->name()), begin,
                      [&] { return buffer.isQuick() && !buffer.isEditing(); });
    };
    measure(u"type"_s, [&] {
        buffer.replace({{{text->indexOf("host-"), text->indexOf("host-")}, "x"_ba}});
        buffer.readDocument();
    });
    measure(u"set a value"_s, [&] {
        const auto setPort = [](const Document &document) {
            return setValue(document, {u"section_1"_s, u"port"_s}, Value::string(u"1"_s));
        };
        buffer.editSoon(setPort, [&bench](const Result<void> &made) { bench.expect(made.has_value()); });
    });
}

/// What differs all over a long text: every tenth line.
QByteArray withOtherLines(const QByteArray &text)
{
    QByteArray other;
    other.reserve(text.size() + text.size() / 100);
    int number = 0;
    for (const QByteArray &line : text.split('\n')) {
        other += line;
        other += ++number % 10 == 0 ? " changed\n" : "\n";
    }
    other.chop(1);
    return other;
}

void measureComparison(WindowBench &bench, const QString &what, const QByteArray &before,
                       const QByteArray &after)
{
    DiffView view;
    view.resize(900, 700);
    view.show();
    const auto shown = [&view] { return view.diff().blocks.size(); };
    bench.measure(
        u"compare %1"_s.arg(what), [&] { view.compare(before, after, u"older"_s, u"newer"_s); },
        [&] { return shown() > 1; });
    const auto *canvas = view.findChild<DiffCanvas *>();
    const auto set = [&](const QString &option, const DiffOptions &options,
                         const std::function<bool()> &isDone) {
        bench.measure(
            u"%1: %2"_s.arg(option, what), [&] { view.setOptions(options); }, isDone);
    };
    set(u"wrap lines"_s, {DiffMode::SideBySide, WhiteSpace::Compare, true, 0}, [] { return true; });
    bench.measure(
        u"make it narrower: %1"_s.arg(what), [&] { view.resize(500, 700); }, [] { return true; });
    set(u"one column"_s, {DiffMode::Inline, WhiteSpace::Compare, true, 0},
        [&] { return canvas->diffLayout().isInline; });
    bench.measure(
        u"close the comparison: %1"_s.arg(what), [&] { view.clear(); }, [] { return true; });
}

void measureComparisons(WindowBench &bench, int kilobytes)
{
    const QByteArray json = generatedFile(u"json", kilobytes * 1000).value_or(QByteArray());
    measureComparison(bench, u"two JSON files of %1 kB"_s.arg(kilobytes), json, withOtherLines(json));
    QByteArray lines;
    for (int line = 0; line < kilobytes * 100; ++line)
        lines += "key" + QByteArray::number(line) + " = " + QByteArray::number(line % 97) + '\n';
    measureComparison(bench, u"two files of %1 lines"_s.arg(kilobytes * 100), lines, withOtherLines(lines));
    const QByteArray wide =
        lines.first(lines.size() / 4).replace('\n', " 你好，精神小伙 ").replace(" = 9", " = 9\n");
    measureComparison(bench, u"two files of long lines in Chinese"_s, wide, withOtherLines(wide));
}

/// All files of a folder are reloaded again and again, and hold more text than is remembered of them.
void measureReloadHistory(WindowBench &bench, int count)
{
    const auto document = format(FormatId::Json).parse('[' + QByteArray(8000, ' ') + ']');
    if (!document)
        return bench.expect(false);
    Reload reload;
    for (int i = 0; i < count; ++i) {
        SettingsFile file;
        file.path = u"%1.json"_s.arg(i);
        file.format = &format(FormatId::Json);
        file.document = *document;
        const auto shared = std::make_shared<const SettingsFile>(file);
        reload.files.append({shared, shared, {}, {}});
    }
    ReloadHistory history;
    history.add(reload);
    bench.measure(
        u"forget the oldest of %1 reloads"_s.arg(2 * count), [&] { history.add(reload); },
        [] { return true; });
}

/// Edits every buffer anew, so that nothing of it has been kept, and goes on at once.
void editAll(WindowBench &bench)
{
    Workspace &workspace = *bench.window().workspace();
    for (const QString &path : workspace.openPaths())
        workspace.openBuffer(path)->replace({{{0, 0}, "\n"_ba}});
}

/// Each place where `sought` is shown, `most` at most, and `other` in its place.
QList<DisplayEdit> editsOf(const QString &text, const QString &sought, const QString &other, qsizetype most)
{
    QList<DisplayEdit> edits;
    for (qsizetype at = text.indexOf(sought); at >= 0 && edits.size() < most;
         at = text.indexOf(sought, at + 1))
        edits.append({at, at + sought.size(), other});
    return edits;
}

/// A text that is shown, and becomes another in one go; somebody is in the middle of it.
void measureOtherText(WindowBench &bench, const QString &name)
{
    TextView &view = bench.text();
    Buffer &buffer = *bench.window().workspace()->openBuffer(name);
    const QByteArray text = buffer.bytes();
    QTextCursor cursor = view.textCursor();
    cursor.setPosition(view.document()->characterCount() / 2);
    view.setTextCursor(cursor);
    const auto measure = [&](const QString &what, const std::function<void()> &begin) {
        bench.measure(u"%1 in %2"_s.arg(what, name), begin, [&] { return view.isComplete(); });
    };
    QByteArray twoLines = text;
    twoLines.insert(text.lastIndexOf('\n', text.size() - 2), ' ').insert(text.indexOf('\n'), ' ');
    measure(u"another program changes the first and the last line"_s, [&] { buffer.follow(twoLines); });
    measure(u"another program changes each line"_s,
            [&] { buffer.follow(QByteArray(text).replace("\n", " \n")); });
    measure(u"undo that"_s, [&] { buffer.undo(); });
    const QList<DisplayEdit> edits = editsOf(view.shown().text(), u"e"_s, u"é"_s, 40'000);
    measure(u"replace %1 hits"_s.arg(edits.size()), [&] { view.replaceShown(edits); });
    measure(u"undo the replacement"_s, [&] { view.undo(); });
}

/// Drags the right edge of the window to the left and back.
void measureWidth(WindowBench &bench, const QString &name)
{
    MainWindow &window = bench.window();
    const QSize size = window.size();
    constexpr int count = 40;
    bench.measureSteps(
        u"change the width with %1"_s.arg(name), count,
        [&](int step) { window.resize(size.width() - 4 * std::min(step, count - 1 - step), size.height()); },
        [&] { return window.size() == size; });
}

void measureLongFiles(WindowBench &bench, const QString &folder, int kilobytes, int keys)
{
    std::vector<std::pair<const Format *, QString>> files;
    for (const Format *format : formats()) {
        static const QHash<QString, QString> names{{u"json"_s, u"long.json"_s},
                                                   {u"jsonc"_s, u"long.jsonc"_s},
                                                   {u"toml"_s, u"long.toml"_s},
                                                   {u"yaml"_s, u"long.yaml"_s},
                                                   {u"ini"_s, u"long.ini"_s},
                                                   {u"git"_s, u".gitconfig"_s},
                                                   {u"systemd"_s, u"long.service"_s},
                                                   {u"env"_s, u"long.env"_s},
                                                   {u"properties"_s, u"long.properties"_s},
                                                   {u"python"_s, u"settings.py"_s}};
        const QString name = names.value(format->shortName());
        const auto text = generatedFile(format->shortName(), kilobytes * 1000);
        if (name.isEmpty() || !text)
            continue;
        test::writeInPlace(folder + u'/' + name, *text);
        files.emplace_back(format, name);
    }
    bool isOpen = false;
    const QObject scope;
    QObject::connect(&bench.window(), &MainWindow::folderOpened, &scope, [&] { isOpen = true; });
    bench.measure(
        u"open a folder of files of %1 kB in place of it"_s.arg(kilobytes),
        [&] { bench.window().openFolder(folder); }, [&] { return isOpen; });
    for (const auto &[format, name] : files) {
        bench.measure(
            u"show %1 of %2 kB"_s.arg(name).arg(kilobytes),
            [&, path = name] { bench.tree().setCurrentIndex(bench.model().fileIndex(path)); },
            [] { return true; });
        measureWidth(bench, name);
        const bool isSlow = format->shortName() == u"toml" || format->shortName() == u"yaml";
        bench.measureTyping(u"type in %1"_s.arg(name), name, keys, isSlow ? 150 : 50);
        measureValueEdit(bench, name);
        measureOtherText(bench, name);
        bench.measure(
            u"expand all of %1"_s.arg(name), [&] { bench.tree().expandFile(); }, [] { return true; });
        bench.measure(
            u"collapse all of %1"_s.arg(name), [&] { bench.tree().collapseFile(); }, [] { return true; });
    }
    const auto reopen = [&](const QString &path) {
        isOpen = false;
        bench.window().openFolder(path);
    };
    const QTemporaryDir other;
    editAll(bench); // not measured: a user edits one after the other
    bench.measure(
        u"open another folder, with %1 of these files edited"_s.arg(files.size()),
        [&] { reopen(other.path()); }, [&] { return isOpen; });
    bench.measure(
        u"open this one again with its edits"_s, [&] { reopen(folder); }, [&] { return isOpen; });
}

} // namespace

int main(int argc, char *argv[])
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    const QApplication application(argc, argv);
    leaveThreadsForPainting();
    applyTheme(Theme::Light);
    auto numbers =
        numbersFrom(u"Uses the window with very many files and with long ones, and measures pauses."_s,
                    {{u"files"_s, u"How many files the folder has."_s, 10'000},
                     {u"size"_s, u"How long the long files are, in kB."_s, 1000},
                     {u"keys"_s, u"How many keys are typed in each of them."_s, 30}});
    const QTemporaryDir many;
    const NumberedFolder folder{many.path(), numbers[u"files"_s], folders};
    folder.make(1);
    test::writeInPlace(many.path() + u'/' + lonelyFile, "alone = 1\n");
    const QTemporaryDir longFiles;

    WindowBench bench;
    measureManyFiles(bench, folder);
    measureComparisons(bench, numbers[u"size"_s]);
    measureBuffer(bench, u"qsettings"_s, numbers[u"size"_s]);
    measureReloadHistory(bench, numbers[u"files"_s]);
    measureLongFiles(bench, longFiles.path(), numbers[u"size"_s], numbers[u"keys"_s]);
    bench.measure(
        u"close the window with these files edited"_s,
        [&] {
            editAll(bench);
            bench.window().close();
        },
        [] { return true; });

    QTextStream out(stdout);
    print(bench.rows(), out);
    out << "longest pause of all: " << bench.worstOfAll() << '\n';
    out << "everything came: " << (bench.isComplete() ? "yes" : "no") << Qt::endl;
    return bench.isComplete() ? 0 : 1;
}
