#pragma once

#include "tree/settingsmodel.h"
#include "tree/settingsview.h"
#include "window/mainwindow.h"
#include "windowtest.h"

#include <retune/edit/workspace.h>

#include <QtCore/QThreadPool>
#include <QtTest/QAbstractItemModelTester>
#include <QtTest/QTest>

#include <memory>

namespace retune {

/// A test of the tree in a real window on a folder, its model watched by a tester.
class TreeWindowTest : protected WindowTest
{
protected:
    SettingsView &tree() const { return *m_window->findChild<SettingsView *>(); }
    SettingsModel &model() const { return *m_window->findChild<SettingsModel *>(); }
    Buffer &buffer(const QString &file) const { return *m_window->workspace()->buffer(file); }
    QByteArray text(const QString &file) const { return buffer(file).bytes(); }

    /// Opens what `init` has written.
    void openTree()
    {
        m_window = std::make_unique<MainWindow>();
        m_tester = std::make_unique<QAbstractItemModelTester>(
            &model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QVERIFY(open(*m_window, path({})));
    }

    void closeTree()
    {
        m_tester.reset();
        m_window.reset();
        QVERIFY(QThreadPool::globalInstance()->waitForDone());
    }

    void choose(const QString &file, const QString &key)
    {
        const QModelIndex index = model().nodeIndex(file, KeyPath::parse(key).value());
        QVERIFY(index.isValid());
        tree().reveal(index);
        tree().setFocus();
        tree().setCurrentIndex(index);
    }

    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

} // namespace retune
