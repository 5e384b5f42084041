#include "window/windowdialogs.h"

#include "editor/editorpane.h"
#include "window/actions.h"
#include "window/mainwindow.h"
#include "window/preferences.h"
#include "window/preferencesdialog.h"
#include "window/shortcutlist.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QAction>
#include <QtWidgets/QMenuBar>
#include <QtWidgets/QMessageBox>

using namespace Qt::Literals::StringLiterals;

namespace retune {

WindowDialogs::WindowDialogs(const Actions &actions, EditorPane &editor, MainWindow &window)
    : QObject(&window)
    , m_actions(actions)
    , m_editor(editor)
    , m_window(window)
{
    connect(actions.preferences, &QAction::triggered, this, &WindowDialogs::showPreferences);
    connect(actions.listShortcuts, &QAction::triggered, this, &WindowDialogs::showShortcuts);
    connect(actions.about, &QAction::triggered, this, &WindowDialogs::showAbout);
    m_editor.setTextSize(preferredTextSize());
}

void WindowDialogs::showPreferences()
{
    auto *dialog = new PreferencesDialog(m_actions, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PreferencesDialog::textSizeChosen, &m_editor, &EditorPane::setTextSize);
    connect(dialog, &PreferencesDialog::maximumFileSizeChosen, &m_window, &MainWindow::setMaximumFileSize);
    dialog->open();
}

void WindowDialogs::showShortcuts()
{
    auto *dialog = new ShortcutList(*m_window.menuBar(), &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void WindowDialogs::showAbout()
{
    auto *box = new QMessageBox(&m_window);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Retune"));
    box->setIconPixmap(m_window.windowIcon().pixmap(QSize(64, 64), m_window.devicePixelRatioF()));
    box->setTextFormat(Qt::PlainText);
    box->setText(tr("Retune %1").arg(QCoreApplication::applicationVersion()));
    box->setInformativeText(
        tr("Change the settings of running programs and see it happen.\n\n"
           "© 2026 The Retune authors. Free to use, change and pass on under the MIT licence, "
           "without any warranty.\n\nRuns with Qt %1.")
            .arg(QLatin1String(qVersion())));
    box->addButton(QMessageBox::Close);
    box->open();
}

} // namespace retune
