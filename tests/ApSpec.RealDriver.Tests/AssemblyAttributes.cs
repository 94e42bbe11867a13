using System.Runtime.Versioning;

// What is tested starts compilers and loads libraries of this machine.
[assembly: SupportedOSPlatform("linux")]
