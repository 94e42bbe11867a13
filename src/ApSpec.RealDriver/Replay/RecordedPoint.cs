namespace ApSpec.RealDriver.Replay;

/// <summary>A place in a thread's call at which another thread can come between.</summary>
/// <param name="IsAccess">A load or store comes next; else what every build of the driver has: a lock, a free, an atomic operation.</param>
/// <param name="Object">Of an access: the object, numbered from 1 as they were allocated; 0 for none.</param>
/// <param name="Offset">Where in the object.</param>
/// <param name="Size">How many bytes.</param>
/// <param name="IsWrite">A store.</param>
internal sealed record RecordedPoint(bool IsAccess, uint Object = 0, uint Offset = 0, uint Size = 0, bool IsWrite = false)
{
    /// <summary>True for an access of the same kind to some of the same bytes.</summary>
    public bool IsLike(RecordedPoint other) => IsAccess && other.IsAccess && Object == other.Object && IsWrite == other.IsWrite
        && Offset < other.Offset + other.Size && other.Offset < Offset + Size;
}
