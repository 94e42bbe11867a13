namespace ApSpec.RealDriver.Build;

/// <summary>A file that is compiled into a driver library.</summary>
/// <param name="Path">In the kernel tree.</param>
/// <param name="Lines">How many lines it has.</param>
/// <param name="Sha256">Hash of its content, in hexadecimal digits.</param>
public sealed record TreeFile(string Path, int Lines, string Sha256);
