#pragma once

#include <QtCore/QModelIndex>
#include <QtCore/QObject>

namespace retune {

class SettingsModel;
class SettingsView;

/// What can be done with the rows of the tree that are selected together: copy them, and edit values of one type at once.
class SelectedRows : public QObject
{
    Q_OBJECT

public:
    /// Makes an edit of one selected value an edit of all of them.
    SelectedRows(SettingsModel *model, SettingsView *view);

    /// In the order of the tree.
    QModelIndexList rows() const;
    /// The values that an edit of `value` changes, itself among them: all that are selected where each can hold the same value,
    /// else it alone.
    QModelIndexList editedTogether(const QModelIndex &value) const;
    /// What an edit would change, where several rows are selected; empty otherwise.
    QString note() const;

    bool canCopyPath() const { return !rows().isEmpty(); }
    bool canCopyValue() const;
    /// Whether the values to copy are secret and covered, or hold something that is.
    bool hasSecrets() const;
    bool canSelectSameKey() const;

    /// The rows as text, one a line: `http.port = 8080`, with the file where there are rows of several. What tables and lists hold
    /// is JSON. Secret values stay covered unless they were uncovered.
    void copyRows() const;
    /// The key paths; of a file its name.
    void copyPaths() const;
    /// The values as programs see them, secret ones too, which is told; of containers their source.
    void copyValues();
    /// Selects the key of the current row in every file that has it and is in sight.
    void selectSameKey();

Q_SIGNALS:
    /// A sentence for the user.
    void message(const QString &text);

private:
    SettingsModel *m_model;
    SettingsView *m_view;
};

} // namespace retune
