using System.Text.Json.Serialization;
using ApSpec.Vocabulary;

namespace ApSpec.RealDriver.Races;

/// <summary>One of two accesses of the same memory.</summary>
/// <param name="IsWrite">It writes.</param>
/// <param name="Locks">The classes of locks held during the access, one bit each.</param>
/// <param name="Function">The C function.</param>
/// <param name="File">Its file's name; empty when unknown.</param>
/// <param name="Line">The line; 0 when unknown.</param>
public sealed record PairedAccess(bool IsWrite, ushort Locks, string Function, string File, int Line)
{
    /// <summary>The classes of locks.</summary>
    [JsonIgnore]
    public IEnumerable<LockClass> Held => Enum.GetValues<LockClass>().Where(one => (Locks >> (int)one & 1) != 0);

    /// <summary>A key to compare accesses without function names; a write sorts first.</summary>
    internal int Order => (IsWrite ? 0 : 1 << 16) | Locks;
}
