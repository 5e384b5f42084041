#pragma once

#include <QtWidgets/QDialog>

class QComboBox;
class QFormLayout;
class QLabel;
class QTabWidget;

namespace retune {

class Actions;

/// What the user can choose once for all folders, and the table of names that says which files are settings. Every choice holds at
/// once or says when it will; what is in a menu too is chosen through its action, so that both always say the same.
class PreferencesDialog : public QDialog
{
    Q_OBJECT

public:
    PreferencesDialog(const Actions &actions, QWidget *window);

Q_SIGNALS:
    /// In points; 0 is the size of the system.
    void textSizeChosen(int points);
    /// For the folders that are opened from now on.
    void maximumFileSizeChosen(qint64 bytes);

private:
    QWidget *makeLookPage();
    QWidget *makeFoldersPage();
    QWidget *makeNamesPage();
    QComboBox *makeLanguages();
    QWidget *makeTextSize();
    QWidget *makeFileSize();
    void addHistory(QFormLayout &form);

    const Actions &m_actions;
    QTabWidget *m_pages;
    QLabel *m_languageNote = nullptr;
};

} // namespace retune
