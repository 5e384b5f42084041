#pragma once

#include <QtCore/QObject>
#include <QtCore/QVariant>
#include <QtTest/QTest>

#include <type_traits>

namespace retune::test {

/// What a signal carried, recorded in the thread that made the record. For signals that other threads emit: QSignalSpy
/// records in the thread that emits, without a lock, and is gone before an object that is destroyed after it falls silent.
class SignalRecord : public QObject
{
public:
    template<typename Sender, typename... Args>
    SignalRecord(const std::type_identity_t<Sender> *sender, void (Sender::*signal)(Args...))
    {
        connect(sender, signal, this, [this](const std::remove_cvref_t<Args> &...arguments) {
            m_all.append(QVariantList{QVariant::fromValue(arguments)...});
        });
    }

    qsizetype size() const { return m_all.size(); }
    bool isEmpty() const { return m_all.isEmpty(); }
    void clear() { m_all.clear(); }
    const QVariantList &operator[](qsizetype i) const { return m_all[i]; }
    const QVariantList &first() const { return m_all.first(); }
    const QVariantList &last() const { return m_all.last(); }
    auto begin() const { return m_all.begin(); }
    auto end() const { return m_all.end(); }

    /// Whether the signal came once more within `milliseconds`.
    bool wait(int milliseconds = 5000) const
    {
        return QTest::qWaitFor([this, before = size()] { return size() > before; }, milliseconds);
    }

private:
    QList<QVariantList> m_all;
};

} // namespace retune::test
