#pragma once

#include <QtCore/QString>

#include <functional>
#include <memory>
#include <vector>

namespace retune {

enum class ReadType : quint8 { Int, Double, Text };
QString nameOf(ReadType type);

/// Reads one setting again and again, in one thread.
class SettingReader
{
public:
    virtual ~SettingReader() = default;
    /// This many reads. The loop is inside, so that what is timed is what a program's own loop would be compiled to.
    virtual void read(int times) = 0;
};

/// One way for threads to share a setting of one type. Publishing and making readers may be done in any thread.
class ReadMeans
{
public:
    virtual ~ReadMeans() = default;
    virtual QString name() const = 0;
    virtual void publish(int number) = 0;
    virtual std::unique_ptr<SettingReader> reader() = 0;
    /// Whether a value that is published now is read afterwards.
    virtual bool isRight() = 0;
    /// Whether there is a target for it.
    virtual bool isJudged() const { return false; }
};

using MakeReadMeans = std::function<std::unique_ptr<ReadMeans>()>;
/// Retune first, then what it is compared with.
std::vector<MakeReadMeans> readMeans(ReadType type);

} // namespace retune
