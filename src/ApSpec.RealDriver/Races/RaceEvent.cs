using ApSpec.RealDriver.Run;

namespace ApSpec.RealDriver.Races;

/// <summary>An access reported by the shim: <c>APX_EV_RACE</c> of Shim/abi.h.</summary>
/// <param name="Object">How the object was allocated.</param>
/// <param name="At">Offset in it.</param>
/// <param name="Size">Its size.</param>
/// <param name="IsWrite">It is written.</param>
/// <param name="Locks">The classes of locks held, a bit each.</param>
/// <param name="Pc">Offset in the library.</param>
internal readonly record struct RaceEvent(string Object, uint At, uint Size, bool IsWrite, ushort Locks, uint Pc)
{
    public int Order => With(default).Order;

    public PairedAccess With(SourcePlace place) => new(IsWrite, Locks, place.Function ?? "", place.File ?? "", place.Line);
}
