#pragma once

#include "log/logmodel.h"
#include "log/logpane.h"
#include "tree/settingsmodel.h"
#include "window/mainwindow.h"
#include "window/messagebar.h"

#include <QtCore/QFile>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>

#include <memory>

namespace retune {

/// A home of its own for a test of the window: preferences, the user's data, and the folder `demo` of settings.
class WindowTest
{
protected:
    /// To be called before each test.
    void makeHome()
    {
        m_home = std::make_unique<QTemporaryDir>();
        QVERIFY(m_home->isValid());
        qputenv("XDG_DATA_HOME", m_home->filePath(QStringLiteral("data")).toLocal8Bit());
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope,
                           m_home->filePath(QStringLiteral("preferences")));
        QVERIFY(QDir(m_home->path()).mkpath(QStringLiteral("demo")));
    }
    QString home(const QString &name) const { return m_home->filePath(name); }
    /// The folder itself where `name` is empty.
    QString path(const QString &name) const
    {
        return m_home->filePath(name.isEmpty() ? QStringLiteral("demo") : QStringLiteral("demo/") + name);
    }

    static void write(const QString &path, const QByteArray &text)
    {
        QFile file(path);
        QVERIFY2(file.open(QIODevice::WriteOnly) && file.write(text) == text.size(), qPrintable(path));
    }
    static QByteArray contentOf(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    static bool open(MainWindow &window, const QString &path)
    {
        QSignalSpy opened(&window, &MainWindow::folderOpened);
        window.openFolder(path);
        // Another folder may just have been read, too.
        return QTest::qWaitFor([&] { return !opened.isEmpty() && opened.last().first() == window.folder(); });
    }
    /// Empty where the message bar is not there.
    static QString shownMessage(const MainWindow &window)
    {
        const auto *bar = window.findChild<MessageBar *>();
        return bar->isVisibleTo(&window) ? bar->accessibleName() : QString();
    }
    static QStringList logTexts(MainWindow &window, LogEntry::Kind kind)
    {
        LogModel &model = window.findChild<LogPane *>()->model();
        model.flush();
        QStringList texts;
        for (int row = 0; row < model.rowCount(); ++row) {
            if (model.entry(row).kind == kind)
                texts += model.entry(row).text;
        }
        return texts;
    }
    /// The value cell of a setting.
    static QModelIndex valueOf(const MainWindow &window, const QString &path, const KeyPath &key)
    {
        return window.findChild<SettingsModel *>()->nodeIndex(path, key).siblingAtColumn(
            SettingsModel::ValueColumn);
    }

private:
    std::unique_ptr<QTemporaryDir> m_home;
};

} // namespace retune
